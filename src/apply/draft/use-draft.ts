import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { broughtBack, drafts, replaced, typedBefore, type Draft } from '~/apply/draft/draft'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { applyFields, type ApplyValues } from '~/apply/values/apply-values'
import { useJournal } from '~/record/react/journal-context'
import { useLeaveWarning } from '~/ui/use-leave-warning'

/**
 * Keeps what is typed in this tab until it is created, and fills in the form: first with what was kept, or with what
 * stands in the fields of the build's page.
 */
export function useDraft({ reset, getValues, subscribe }: Pick<ApplyFormState, 'reset' | 'getValues' | 'subscribe'>) {
  const { name } = useJournal()
  const form = useRef<HTMLFormElement>(null)
  const [origin, setOrigin] = useState<Omit<Draft, 'values'>>({})
  const [isTyped, setIsTyped] = useState(false)
  useLeaveWarning(isTyped)
  // What a change of the values is stored with; a render would come too late for the one that `reset` makes.
  const storedOrigin = useRef(origin)
  const store = useEffectEvent((values: ApplyValues) => {
    drafts.write(name, { ...storedOrigin.current, values })
    setIsTyped(!applyFields.isEmpty(values))
  })
  useEffect(() => subscribe({ formState: { values: true }, callback: ({ values }) => store(values) }), [subscribe])

  const fill = ({ values, ...next }: Draft) => {
    storedOrigin.current = next
    setOrigin(next)
    drafts.write(name, { ...next, values })
    setIsTyped(!applyFields.isEmpty(values))
    // The fields hold what is typed, so they must stay known to be filled in.
    reset(values, { keepFieldsRef: true })
  }
  // A development build runs effects twice; by then the fields hold what was filled in, and nobody has typed it.
  const isAdopted = useRef(false)
  const adopt = useEffectEvent(() => {
    if (form.current === null || isAdopted.current) return
    isAdopted.current = true
    fill(typedBefore(drafts.read(name), applyFields.read(form.current)))
  })
  useEffect(() => adopt(), [])
  const showKept = useEffectEvent(() => fill(drafts.read(name)))
  useEffect(() => drafts.onForgotten(() => showKept()), [])

  return {
    form,
    origin,
    replace: (next: Draft) => fill(replaced({ ...origin, values: getValues() }, next)),
    bringBack: () => fill(broughtBack({ ...origin, values: getValues() })),
    forgetSent: (sent: ApplyValues) => drafts.forgetSent(name, sent),
  }
}
