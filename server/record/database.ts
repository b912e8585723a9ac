export type Value = string | number | Uint8Array | null
export type Row = Readonly<{ [column: string]: Value }>
/** Runs one statement with the values of its `$1`, `$2` and so on. */
export type Run = (statement: string, values?: Value[]) => Promise<Row[]>

/** A database that keeps records, in the words that SQLite and PostgreSQL have in common. */
export type Database = {
  /** Runs the work in one transaction, alone among all that write; resolves when it is on disk, and leaves nothing when it throws. */
  write<T>(work: (run: Run) => Promise<T>): Promise<T>
  read: Run
  /** Tells every gate of this database that something was appended in an environment. */
  announce(environment: string): Promise<void>
  /** Calls back with the environment, or without one where it may be any. Returns the way out. */
  subscribe(listener: (environment?: string) => void): () => void
  close(): Promise<void>
}

/** What the tables are, from version to version; `blob` and `bigint` are put in each database's words. */
export const schema = [
  `create table memories (
    environment text primary key, memory text not null, last bigint not null);
  create table attempts (
    environment text not null, id text not null, call text, body_hash text, caller text, person text,
    at text not null, at_ms bigint not null, ended text, status integer, charset text, body blob, failure text, sent text, why text,
    primary key (environment, id));
  create index attempts_by_body on attempts (environment, body_hash);
  create table events (
    environment text not null, seq bigint not null, name text not null, application text not null,
    kept_ms bigint not null, event text not null,
    primary key (environment, seq));
  create unique index events_by_name on events (environment, name);
  create index events_by_application on events (environment, application, seq)`,
  `create table told (environment text not null, name text not null, primary key (environment, name))`,
  `alter table attempts add column room text;
  create index attempts_by_room on attempts (environment, room, at_ms) where room is not null`,
]

/** Tells that a database can't be used: what is in it, in words for an administrator. */
export class DatabaseError extends Error {}

/** Throws a {@link DatabaseError} for tables that a newer desk has made. */
export function refuseNewer(version: number): void {
  if (version <= schema.length) return
  throw new DatabaseError('was written by a newer Backup Desk. Install that one, or choose another RECORD.')
}
