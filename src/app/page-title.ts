import type { Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { applicationName } from '~/wording/application-name'

type Shown = {
  /** The address, below that of the desk. */
  location: string
  /** The one that the page is about, once it is known. */
  application: Pick<ApplicationWithStatus, 'id' | 'status'> | null | undefined
  /** How many wait. */
  pending: number
  /** What people call it. */
  environment: string
}

export function pageTitle(t: Texts, { location, application, pending, environment }: Shown): string {
  return [
    ...(pending > 0 ? [t('list.pending', { count: pending })] : []),
    pageName(t, location, application),
    environment,
    t('app.name'),
  ].join(' · ')
}

function pageName(t: Texts, location: string, application: Shown['application']): string {
  const [, page, part] = location.split('/')
  switch (page) {
    case '':
    case 'apply':
      return t(part === 'many' ? 'apply.many' : 'app.apply')
    case 'applications':
      if (part === undefined || part === '') return t('app.applications')
      if (application)
        return `${applicationName(t, application)} ${t(`review.status.${application.status}`).toLowerCase()}`
      return /^\d+$/.test(part) ? applicationName(t, { id: part }) : t('app.applications')
    case 'backups':
      return t('app.backups')
    case 'help':
      return t('app.help')
    default:
      return t('app.notFound')
  }
}
