/** The value that placeholder, hint and error of a field name. */
export const examples = { setId: '126', appId: '2', zoneId: '0', tableName: 'player' } as const
