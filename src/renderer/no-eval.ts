import { z } from 'zod'

// The page's security policy forbids code made from strings; zod must not even try. Imported before any schema is used.
z.config({ jitless: true })
