import type { UseFormReturn } from 'react-hook-form'
import * as z from 'zod/mini'
import { applyValues, type ApplyValues } from '~/apply/values/apply-values'
import { examples } from '~/apply/values/examples'
import { readServerIds, type ServerIdList } from '~/apply/values/server-ids'
import { later } from '~/i18n/i18n'
import { applyOptions, digitsPattern, type ApplicationDraft } from '~/oms/application-draft'
import { why } from '~/record/events'
import { formRules } from '~/ui/form/form-rules'
import { typedText } from '~/ui/form/typed-text'
import { isSpreadsheetError } from '~/ui/text/spreadsheet-error'
import { confirmations } from '~/wording/confirmations'
import { oddCharacter, visibleText } from '~/ui/text/visible-text'

/** What makes a value neither an id nor a name, though it may look like one. */
function unreadable(value: unknown): string | undefined {
  const typed = String(value)
  if (isSpreadsheetError(typed)) return later('apply.error.spreadsheet', { value: typed })
  const character = oddCharacter(typed)
  return character === undefined ? undefined : later('apply.error.character', { character })
}

const digits = (example: string, isRequired: boolean) =>
  z.pipe(
    typedText,
    z.string().check(
      z.refine((value) => digitsPattern.test(value) || (value === '' && !isRequired), {
        error: ({ input }) =>
          input === ''
            ? later('apply.error.required', { example })
            : (unreadable(input) ?? later('apply.error.digits', { example })),
      }),
    ),
  )

const readableName = z.pipe(
  typedText,
  z.string().check(z.refine((value) => unreadable(value) === undefined, { error: ({ input }) => unreadable(input) })),
)

const serverIds = z.pipe(
  z.pipe(z.string(), z.transform(readServerIds)),
  z.pipe(
    z.custom<ServerIdList>().check(
      z.refine(({ invalid }) => invalid.length === 0, {
        error: ({ input }) => later('apply.error.serverIds', { ids: (input as ServerIdList).invalid }), // zod calls it unknown
        abort: true,
      }),
      z.refine(({ ids }) => ids.length > 0, { error: later('apply.error.noServerIds') }),
    ),
    z.transform(({ ids }) => ids),
  ),
)

/** The note "Why" as it is recorded. */
export const whyRule = z.pipe(
  z.pipe(
    z.string(),
    z.transform((typed) => visibleText(typed.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' '))),
  ),
  z.string().check(
    z.refine((note) => note === '' || why.safeParse(note).success, {
      error: ({ input }) => later('apply.error.why', { count: Array.from(String(input)).length }),
    }),
  ),
)

const textOptions = Object.fromEntries(
  Object.entries<z.core.$ZodType>(applyOptions.shape).flatMap(([name, field]) =>
    field instanceof z.ZodMiniString ? [[name, readableName]] : [],
  ),
) as object // for TypeScript they stay the texts that they are

// As typed; a choice that shows another field puts its rule in its place.
const common = z.extend(applyValues, {
  ...textOptions,
  setId: digits(examples.setId, true),
  appId: digits(examples.appId, true),
  why: whyRule,
})
const place = { zoneId: digits(examples.zoneId, false), tableName: readableName }

const target = z.discriminatedUnion('scope', [
  z.extend(common, { scope: z.literal('tables'), ...place }).check(
    z.refine(({ zoneId, tableName }) => zoneId !== '' || tableName !== '', {
      path: ['zoneId'],
      error: later('apply.error.zoneOrTable'),
      // Asked even while another field is wrong, so that one press shows everything there is to mend.
      when: () => true,
    }),
  ),
  z.extend(common, { scope: z.literal('servers'), ...place, serverIds }),
  z
    .extend(common, {
      scope: z.literal('all'),
      confirmation: z.pipe(typedText, z.literal(confirmations.all, { error: later('apply.error.confirmation') })),
      approvalConfirmation: typedText,
    })
    .check(
      z.refine(
        ({ autoApprove, approvalConfirmation }) => !autoApprove || approvalConfirmation === confirmations.approval,
        { path: ['approvalConfirmation'], error: later('apply.error.approvalConfirmation'), when: () => true },
      ),
    ),
])

/** From the form as typed to a valid application. Only the fields that the choice shows are read. */
export const applyForm = z.pipe(
  z.pipe(z.custom<ApplyValues>(), target),
  z.transform((values): ApplicationDraft => {
    const { setId, appId, zoneId, tableName } = values
    const base = { setId, appId, ...applyOptions.parse(values) }
    switch (values.scope) {
      case 'tables':
        return { ...base, target: { scope: 'tables', zoneId, tableName } }
      case 'servers':
        return { ...base, target: { scope: 'servers', zoneId, tableName, serverIds: values.serverIds } }
      case 'all':
        return { ...base, target: { scope: 'all' } }
    }
  }),
)

/** What the form would send as it stands; undefined while something is missing or wrong. The typed confirmations are not asked for. */
export function previewDraft(values: ApplyValues): ApplicationDraft | undefined {
  const confirmed = { confirmation: confirmations.all, approvalConfirmation: confirmations.approval }
  return applyForm.safeParse({ ...values, ...confirmed }).data
}

export const checkApply = formRules(applyForm)

export type ApplyFormState = UseFormReturn<ApplyValues, unknown, ApplicationDraft>
