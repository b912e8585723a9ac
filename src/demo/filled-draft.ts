import { pick, type Random } from '~/demo/random'
import type { Story } from '~/demo/stories'
import { world } from '~/mocks/world'
import type { ApplicationDraft } from '~/oms/application-draft'

const apps = world.flatMap(({ set, autoApprove, apps: list }) =>
  list.map(({ app, zones, svrs }) => ({
    set,
    app,
    autoApprove,
    zones: zones.filter(({ tables }) => tables.length > 0),
    svrs,
  })),
)
type App = (typeof apps)[number]

/** Something that the mock OMS would answer in the way of this story. */
export function draftFor(story: Story, random: Random): ApplicationDraft {
  const autoApprove = story === 'approved by itself' || story === 'auto-approval failed'
  const fitting = apps.filter((app) => !autoApprove || app.autoApprove === (story === 'approved by itself'))
  const app = pick(random, fitting)
  const target = story === 'refused' ? droppedTable(app, random) : targetFor(app, random)
  return { setId: String(app.set), appId: String(app.app), target, autoApprove }
}

function droppedTable({ zones }: App, random: Random): ApplicationDraft['target'] {
  const { zone, tables } = pick(random, zones)
  return { scope: 'tables', zoneId: String(zone), tableName: `${pick(random, tables)}_old` }
}

/** Of twenty applications twelve are for tables, seven for servers and one for all servers. */
function targetFor({ zones, svrs }: App, random: Random): ApplicationDraft['target'] {
  const one = random() * 20
  if (one < 1) return { scope: 'all' }
  if (one < 8) {
    const from = Math.floor(random() * svrs.length)
    const serverIds = svrs.slice(from, from + 1 + Math.floor(random() * svrs.length))
    return { scope: 'servers', zoneId: '', tableName: '', serverIds }
  }
  const { zone, tables } = pick(random, zones)
  return { scope: 'tables', zoneId: String(zone), tableName: random() < 0.3 ? '' : pick(random, tables) }
}
