import { Fragment } from 'react'
import classes from '~/review/facts.module.css'

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className="server-text">{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}
