import { Button } from '@mantine/core'
import { useWatch } from 'react-hook-form'
import { Link } from 'wouter'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { useT } from '~/i18n/i18n'
import { visibleText } from '~/ui/text/visible-text'

/** To "these tables in these zones", with the set and the app as far as they are typed. */
export function SeveralTablesLink({ control }: Pick<ApplyFormState, 'control'>) {
  const t = useT()
  const [set = '', app = ''] = useWatch({ control, name: ['setId', 'appId'] }).map(visibleText)
  const query = new URLSearchParams({ app, ...(set !== '' && { set }) })
  return (
    <Button component={Link} href={`/apply/many?${query}`} variant="default" size="compact-xs" flex="none">
      {t('apply.severalTables')}
    </Button>
  )
}
