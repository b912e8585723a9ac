import { Fragment, type ReactElement } from 'react'
import { FoldedTexts } from '~/wording/folded-texts'
import classes from '~/wording/facts.module.css'

export type Fact = readonly [name: string, value: string | ReactElement, title?: string]

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value, title]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? <FoldedTexts texts={[value]} title={title} /> : value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}
