import { Fragment } from 'react'
import { FoldedTexts } from '~/wording/folded-texts'
import classes from '~/wording/facts.module.css'

export type Fact = readonly [name: string, value: string, title?: string]

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value, title]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <FoldedTexts texts={[value]} {...(title !== undefined && { title })} />
            </dd>
          </Fragment>
        ))}
    </dl>
  )
}
