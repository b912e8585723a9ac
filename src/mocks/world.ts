/** The database systems behind the mock OMS: what exists, and therefore what it refuses. */
type Zone = { zone: number; name: string; tables: string[] }
/** `svrs`: its slave processes; the others are not backed up. */
type App = { app: number; zones: Zone[]; svrs: string[] }
type ClusterSet = { set: number; name: string; autoApprove: boolean; apps: App[] }

export const world: ClusterSet[] = [
  {
    set: 126,
    name: 'game_set',
    autoApprove: true,
    apps: [
      {
        app: 2,
        zones: [
          { zone: 0, name: 'main_zone', tables: ['player', 'guild', 'mail', 'inventory'] },
          { zone: 1, name: 'event_zone', tables: ['event_score', 'event_reward'] },
          { zone: 9, name: 'empty_zone', tables: [] },
        ],
        svrs: ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5'],
      },
      {
        app: 3,
        zones: [{ zone: 0, name: 'social_zone', tables: ['friend', 'chat'] }],
        svrs: ['126.3.2.2'],
      },
      {
        app: 4,
        zones: [
          { zone: 1, name: 'battle_zone', tables: numbered('battle') },
          { zone: 2, name: 'match_zone', tables: numbered('match') },
          { zone: 3, name: 'rank_zone', tables: numbered('rank') },
        ],
        svrs: ['126.4.2.2', '126.4.2.3'],
      },
    ],
  },
  {
    set: 127,
    name: 'payment_set',
    autoApprove: false,
    apps: [
      {
        app: 2,
        zones: [{ zone: 0, name: 'ledger_zone', tables: ['ledger', 'invoice'] }],
        svrs: ['127.2.2.2'],
      },
    ],
  },
]

/** The tables that were changed since they were made, so many days before the seed. */
export const changedTables: Record<string, number> = {
  guild: 1,
  event_reward: 4,
  chat: 0.1,
  invoice: 12,
  battle_03: 2,
  rank_07: 20,
}

/** Who may ask for a token. The first one is signed in when the demo starts. */
export const accounts = [
  { username: 'demo', password: 'demo', token: '081dcfbc6f804d9a9fce29fc2f50076486fff972' },
  { username: 'reviewer', password: 'reviewer', token: '5b1f0f6b7f2c4c0f9d6f2f8e1f0f4f8a7c3d9e10' },
] as const

function numbered(name: string): string[] {
  return Array.from({ length: 10 }, (_, index) => `${name}_${String(index + 1).padStart(2, '0')}`)
}

export function findSet(set: number): ClusterSet | undefined {
  return world.find((candidate) => candidate.set === set)
}

export function findApp(set: number, app: number): App | undefined {
  return findSet(set)?.apps.find((candidate) => candidate.app === app)
}
