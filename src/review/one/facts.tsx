import { Fragment } from 'react'
import { FoldedTexts } from '~/wording/folded-texts'
import classes from '~/review/one/facts.module.css'

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <FoldedTexts texts={[value]} />
            </dd>
          </Fragment>
        ))}
    </dl>
  )
}
