/** The columns of a table of applications: the fields of "apply" (oms-api.md section 1) in the documented order. */
export const tableColumns = {
  setId: 'set_id',
  appId: 'app_id',
  zoneId: 'zone_id',
  tableName: 'table_name',
  serverIds: 'svr_ids',
  autoApprove: 'auto_approve',
} as const

/** A column by its name here; {@link tableColumns} has its name on the wire. */
export type TableColumn = keyof typeof tableColumns

/** One row of such a table, every cell as text; an empty one stands for "not given". */
export type TableCells = Record<TableColumn, string>

/** The columns in the order of a table without a header. */
export const columnOrder = Object.keys(tableColumns) as TableColumn[] // Object.keys knows no names
