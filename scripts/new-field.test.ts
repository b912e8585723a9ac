import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withCopy } from './copy-tree.ts'

/** What each file that says something about a field gains, and before which of its words. */
const edits: Record<string, [place: string, added: string][]> = {
  'src/oms/application-draft.ts': [
    [
      '})\n\ntype ApplyOptions',
      "  ticket: z.string(),\n  compress: z.boolean(),\n  speed: z.enum(['slow', 'fast']),\n",
    ],
    ['}\n\n/**\n * A valid application', "  ticket: 'ticket_no',\n  compress: 'compress',\n  speed: 'speed_name',\n"],
  ],
  'src/apply/form/apply-fields.tsx': [
    [
      '    </>\n  )\n}',
      `<TextField control={control} name="ticket" label={t('apply.ticket')} />
       <SwitchField control={control} name="compress" label={t('apply.compress')} />
       <RadioField control={control} name="speed" label={t('apply.speed')}>
         <Radio value="slow" label={t('apply.slow')} />
         <Radio value="fast" label={t('apply.fast')} />
       </RadioField>\n`,
    ],
  ],
  'src/i18n/en.ts': [
    ['    autoApproveHint:', "ticket: 'Ticket', compress: 'Compress', speed: 'Speed', slow: 'Slow', fast: 'Fast',\n"],
  ],
  'src/i18n/zh-cn.ts': [
    ['    autoApproveHint:', "ticket: '工单', compress: '压缩', speed: '速度', slow: '慢', fast: '快',\n"],
  ],
}

/** A person uses them: typed, pressed and chosen they are in the preview, on the wire, in the record, and in the form again. */
const probe = `
import { screen, within } from '@testing-library/react'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { ApplyForm } from '~/apply/form/apply-form'
import { emptyApplyValues, valuesOf } from '~/apply/values/apply-values'
import { zhCn } from '~/i18n/zh-cn'
import { requestedTarget } from '~/record/requested-target'
import { destination, renderDesk } from '~/test/render'
import { server } from '~/test/server'

test('new fields', async () => {
  const { user, journal } = await renderDesk(<ApplyForm destination={destination} />)
  const arrived: string[] = []
  server.use(http.post('*/oms/apply', async ({ request }) => void arrived.push(await request.clone().text())))
  const type = (name: string, text: string) => user.type(screen.getByRole('textbox', { name }), text)
  await type('Set ID', '126')
  await type('App ID', '2')
  await type('Zone ID', '0')
  await type('Ticket', ' T-1 ')
  await user.click(screen.getByRole('switch', { name: 'Compress' }))
  await user.click(screen.getByRole('radio', { name: 'Fast' }))
  const body = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0","ticket_no":"T-1","compress":"1","speed_name":"fast"}'
  expect(await within(screen.getByRole('region', { name: 'What will be sent' })).findByText(body)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Submit application' }))
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(arrived).toEqual([body])
  const [application] = (await journal.list(1)).applications
  const added = { ticket: 'T-1', compress: true, speed: 'fast' }
  expect(application?.draft).toMatchObject(added)
  expect(valuesOf(requestedTarget(application ?? {}))).toMatchObject(added)
  expect(emptyApplyValues).toMatchObject({ ticket: '', compress: false, speed: 'slow' })
  expect(screen.getByRole('textbox', { name: 'Ticket' })).toHaveValue('')
  expect(zhCn.apply.ticket).toBe('工单')
})
`

test('a text, a switch and a choice are added, from their label to the wire, in four files', { timeout: 300_000 }, () =>
  withCopy(async (copy) => {
    for (const [file, additions] of Object.entries(edits)) {
      let source = readFileSync(join(copy, file), 'utf8')
      for (const [place, added] of additions) {
        expect(source.split(place), `${file}: ${place}`).toHaveLength(2)
        source = source.replace(place, () => added + place)
      }
      writeFileSync(join(copy, file), source)
    }
    writeFileSync(join(copy, 'src/apply/form/new-field.test.tsx'), probe)
    const run = (command: string, ...options: string[]) =>
      spawnSync(join('node_modules/.bin', command), options, { cwd: copy, encoding: 'utf8' })
    expect(run('tsc', '-p', 'tsconfig.app.json', '--pretty', 'false').stdout).toBe('')
    const { status, stdout, stderr } = run('vitest', 'run', 'src/apply/form/new-field.test.tsx')
    expect(status, `${stdout}${stderr}`).toBe(0)
    expect(Object.keys(edits).length).toBeLessThanOrEqual(4)
  }),
)
