import { configureGlobal } from 'fast-check'

// Every run tries the same cases; PROPERTY_SEED tries others.
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_125) })
