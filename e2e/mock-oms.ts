import { startMockOms } from './support/mock-oms-server'
import { accounts } from '~/mocks/world'

const port = Number(process.env.PORT ?? 8091)
const oms = await startMockOms(port)
console.log(`Mock OMS at ${oms.address}
  npm start with OMS_ADDRESS=${oms.address} connects the desk to it.
  Sign in as ${accounts.map(({ username, password }) => `${username} / ${password}`).join(' or ')}.
  Or with the access token ${accounts[0].token}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void oms.close().then(() => process.exit(0)))
}
