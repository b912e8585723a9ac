import { expect, test } from 'vitest'
import { pageTitle } from '~/app/page-title'
import { textsIn } from '~/i18n/i18n'
import { zhCn } from '~/i18n/zh-cn'
import { t } from '~/test/texts'

const at = (location: string) => ({ location, application: undefined, pending: 0, environment: 'Production' })

test.each([
  [{ ...at('/applications/558'), application: { id: '558', status: 'rejected' } }, '#558 rejected · Production'],
  [{ ...at('/applications/558'), application: { id: '558', status: 'pending' } }, '#558 pending · Production'],
  [
    { ...at('/applications/attempt-6c84'), application: { status: 'unknown' } },
    'No OMS id outcome unknown · Production',
  ],
  [{ ...at('/applications/558'), application: null }, '#558 · Production'],
  [{ ...at('/applications/attempt-6c84'), application: null }, 'Applications · Production'],
  [at('/applications/'), 'Applications · Production'],
  [{ ...at('/applications'), pending: 1234 }, '1,234 pending · Applications · Production'],
  [at('/'), 'Apply · Production'],
  [at('/apply'), 'Apply · Production'],
  [at('/apply/many/6c84'), 'Many at once · Production'],
  [{ ...at('/backups'), environment: 'Demo' }, 'Backups · Demo'],
  [at('/help'), 'Help · Production'],
  [at('/nowhere'), 'Page not found · Production'],
] as const)('%j is called "%s"', (shown, title) => {
  expect(pageTitle(t, shown)).toBe(`${title} · Backup Desk`)
})

test('a title is in the language of the page', () => {
  const shown = { ...at('/applications/558'), application: { id: '558', status: 'rejected' }, pending: 3 } as const
  expect(pageTitle(textsIn('zh-CN', zhCn), shown)).toBe('3 张待审核 · #558 已驳回 · Production · Backup Desk')
})
