import { Component, type ReactNode } from 'react'
import { StartFailure } from '~/app/start-failure'
import { useT } from '~/i18n/i18n'

/** The last resort: a page that broke says so, and that nothing recorded is lost. React has no hook for this. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const t = useT()
  return <StartFailure title={t('app.crashed')} text={t('app.crashedHint')} />
}
