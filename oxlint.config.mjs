// Which room may import which, and the rest of what the linter demands.

/** What each room of src may import besides itself. What is not listed is against the direction. */
export const rooms = {
  app: ['apply', 'review', 'backups', 'actions', 'team', 'wording', 'record', 'session', 'oms', 'ui', 'i18n'],
  apply: ['actions', 'wording', 'record', 'session', 'oms', 'ui', 'i18n'],
  review: ['actions', 'team', 'wording', 'record', 'session', 'oms', 'ui', 'i18n'],
  backups: ['actions', 'wording', 'record', 'session', 'oms', 'ui', 'i18n'],
  actions: ['record', 'session', 'oms', 'ui', 'i18n'],
  team: ['record', 'session', 'oms', 'ui'],
  // Who is signed in, since a shared token is somebody else's to renew.
  wording: ['record', 'session', 'oms', 'ui', 'i18n'],
  record: ['oms', 'ui', 'i18n'],
  session: ['oms', 'ui', 'i18n'],
  oms: [],
  ui: ['i18n'],
  i18n: [],
  demo: ['actions', 'record', 'oms', 'mocks', 'ui', 'i18n'],
  mocks: ['oms', 'record'],
}

/** The same for the rooms of server. Its own files are served by `npm run serve`, and may import every room but dev. */
const serverRooms = {
  gate: [],
  robot: ['gate'],
  settings: ['gate', 'robot'],
  record: ['gate', 'robot', 'settings'],
}

const react = ['react', 'react-*', '@mantine/*', '@tanstack/*']
const tests = ['**/*.test.ts', '**/*.test.tsx']

/** @param {string[]} files @param {string[]} group @param {string[]} [excludeFiles] */
const forbid = (files, group, excludeFiles = []) => ({
  files,
  excludeFiles: [...tests, ...excludeFiles],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [{ group, message: 'Against the direction: see rooms in oxlint.config.mjs.' }],
        paths: [
          {
            name: '@mantine/core',
            importNames: ['ActionIcon', 'CloseButton'],
            message: 'An icon needs a label: see src/ui/icon-button.tsx.',
          },
        ],
      },
    ],
  },
})

/** @param {keyof typeof rooms} room */
const forbidden = (room) => {
  const others = ['main', ...Object.keys(rooms)].filter((other) => other !== room && !rooms[room].includes(other))
  const server = room === 'mocks' ? [] : ['**/server/**']
  const bare = ['oms', 'mocks'].includes(room) ? react : []
  return [...others.flatMap((other) => [`~/${other}`, `~/${other}/**`]), 'node:*', ...server, ...bare]
}

// What of the wire needs a browser does not pass the server's own tsconfig.
const ofSrc = ['~/**', '**/src/**', '!**/src/oms/*', '!**/src/record/*']
/** @param {keyof typeof serverRooms} room */
const forbiddenInServer = (room) => {
  const others = Object.keys(serverRooms).filter((other) => other !== room && !serverRooms[room].includes(other))
  return [...ofSrc, ...react, '../*.ts', ...['dev', ...others].map((other) => `../${other}/**`)]
}
const pure = [...forbidden('record'), '~/record/react/**', '~/ui/**', '~/i18n/**', ...react]

export default {
  plugins: ['typescript', 'react', 'unicorn', 'oxc', 'import', 'jsx-a11y', 'promise', 'vitest'],
  jsPlugins: ['@tanstack/eslint-plugin-query'],
  options: {
    typeAware: true,
  },
  settings: { 'jsx-a11y': { components: { Button: 'button', UnstyledButton: 'button' } } },
  categories: {
    correctness: 'error',
    suspicious: 'error',
    perf: 'error',
  },
  rules: {
    '@tanstack/query/exhaustive-deps': 'error',
    '@tanstack/query/no-rest-destructuring': 'error',
    '@tanstack/query/stable-query-client': 'error',
    '@tanstack/query/no-unstable-deps': 'error',
    '@tanstack/query/no-void-query-fn': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'jsx-a11y/control-has-associated-label': 'error',
    'react/react-in-jsx-scope': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      {
        considerDefaultExhaustiveForUnions: true,
      },
    ],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-unassigned-import': 'off',
    'no-await-in-loop': 'off',
    'no-console': 'error',
    'typescript/consistent-return': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'promise/valid-params': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-underscore-dangle': 'off',
  },
  ignorePatterns: ['dist*', 'public', 'test-results'],
  overrides: [
    // Of several that match a file, the last one holds alone.
    ...Object.keys(rooms).map((room) => forbid([`src/${room}/**`], forbidden(room))),
    forbid(['src/record/store/**'], pure),
    forbid(['src/record/*.ts', 'src/record/transfer/*.ts'], ['~/record/store/**', ...pure]),
    forbid(['server/**'], [...ofSrc, ...react, './dev/**']),
    ...Object.keys(serverRooms).map((room) => forbid([`server/${room}/**`], forbiddenInServer(room))),
    {
      files: ['app', 'apply', 'review', 'backups', 'wording', 'session', 'demo'].map((room) => `src/${room}/**`),
      excludeFiles: tests,
      rules: { 'react/jsx-no-literals': 'error' },
    },
    { files: ['*.config.*', 'e2e/playwright.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['scripts/**', 'e2e/**', 'bench/**', 'server/main.ts'], rules: { 'no-console': 'off' } },
  ],
}
