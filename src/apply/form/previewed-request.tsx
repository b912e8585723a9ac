import { Code, Group, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import '@mantine/core/styles/Code.css'
import { previewDraft } from '~/apply/values/apply-rules'
import type { ApplyValues } from '~/apply/values/apply-values'
import type { Destination } from '~/apply/values/destination'
import { linkQuery } from '~/apply/draft/apply-link'
import { useT, type Texts } from '~/i18n/i18n'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { curlCommand } from '~/oms/curl'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'
import { useIsPrinting } from '~/ui/use-is-printing'
import { FoldButton } from '~/wording/fold-button'
import classes from '~/apply/form/request-preview.module.css'

/** A request of so many characters stands beside its button as it is, of a longer one the beginning; one of a table has no need to scroll. */
const shown = { whole: 320, cut: 200, still: 110 }

type Props = { values: ApplyValues; destination: Destination; incomplete: ReactNode }

/** In plain words and to the letter what will be sent, from the function that sends; `incomplete` while something is missing or wrong. */
export function PreviewedRequest({ values, destination, incomplete }: Props) {
  const draft = useMemo(() => previewDraft(values), [values])
  const link = useMemo(() => linkQuery(values), [values])
  return draft === undefined ? incomplete : <Request draft={draft} destination={destination} link={link} />
}

type Request = { draft: ApplicationDraft; destination: Destination; link: string | undefined }

function Request({ draft, destination, link }: Request) {
  const t = useT()
  const body = applyBody(draft)
  const hidden = body.length > shown.whole ? body.length - shown.cut : 0
  const [isOpen, setIsOpen] = useState(false)
  const isWhole = useIsPrinting() || isOpen
  const words = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isOpen) words.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <>
      <Group gap={6} className={classes.copy}>
        <CopyButton label={t('apply.preview.copyCurl')} text={() => curlCommand(destination.applyAddress, body)} />
        {link !== undefined && <CopyButton label={t('copy.link')} text={() => deskAddress(`apply?${link}`)} />}
      </Group>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={classes.body} tabIndex={body.length > shown.still ? 0 : undefined}>
        <Text size="sm" ref={words} className={classes.sentence}>
          {sentence(t, draft)}
        </Text>
        <Code block className={classes.json} {...(isWhole && hidden > 0 && { 'data-whole': true })}>
          {isWhole || hidden === 0 ? body : body.slice(0, shown.cut).toWellFormed()}
        </Code>
      </div>
      {hidden > 0 && (
        <Group gap={8}>
          {!isWhole && (
            <Text size="xs" c="dimmed">
              {t('apply.preview.more', { count: hidden })}
            </Text>
          )}
          <FoldButton isOpen={isOpen} more={0} toggle={() => setIsOpen(!isOpen)} />
        </Group>
      )}
    </>
  )
}

/** What an application asks for, in one or two sentences. */
function sentence(t: Texts, draft: ApplicationDraft): string {
  const where = { set: draft.setId, app: draft.appId }
  const decision = draft.autoApprove ? t('apply.preview.autoApproved') : t('apply.preview.reviewed')
  const { target } = draft
  switch (target.scope) {
    case 'all':
      return t.paragraph([t('apply.preview.all', where), decision])
    case 'servers': {
      const place = t.list([
        ...(target.zoneId === '' ? [] : [t('review.zone', { zone: target.zoneId })]),
        ...(target.tableName === '' ? [] : [t('review.table', { table: target.tableName })]),
      ])
      return t.paragraph([
        t('apply.preview.servers', { ...where, count: target.serverIds.length }),
        ...(place === '' ? [] : [t('apply.preview.narrowed', { place })]),
        decision,
      ])
    }
    case 'tables': {
      const names = { ...where, zone: target.zoneId, table: target.tableName }
      const place =
        target.zoneId === ''
          ? t('apply.preview.table', names)
          : target.tableName === ''
            ? t('apply.preview.zone', names)
            : t('apply.preview.tableInZone', names)
      return t.paragraph([place, decision])
    }
  }
}
