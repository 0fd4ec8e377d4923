/**
 * Sends what leaves the inbox, by web push and e-mail, until nothing is due or 20 s have passed. Called on a schedule with the
 * shared secret in `x-cron-secret`; several calls may overlap, and each may be killed anywhere. See docs/database.md, "Edge functions".
 */

import { answer, budgetMs, clock, rpc, serveScheduled } from '../_shared/scheduled.ts'
import { deliver } from './deliver.ts'
import { channelsOf } from './settings.ts'

// Connections to the mail server are kept from call to call.
const channels = channelsOf((name) => Deno.env.get(name))

serveScheduled('deliver-failed', async () => answer(200, await deliver(channels, rpc, clock, budgetMs)))
