import { computed, provide } from 'vue'
import { codeDigest, normaliseCode } from '../../../core/domain/code.ts'
import type { Commands } from '../../../core/sync/command.ts'
import { useSession } from '../../kit/session/use-session.ts'
import type { HotelSync } from '../../kit/sync/use-hotel-sync.ts'
import { useLive } from '../../kit/sync/use-live.ts'
import type { Membership } from './connection.ts'
import { waitingUses } from './waiting-uses.ts'
import { workspaceKey, type Workspace } from './workspace.ts'

/** Gives the pages below one hotel to work on. Until the replica has its rows, the membership says what is known of it. */
export function provideWorkspace({ tables, engine, cloud, status, commands, care }: HotelSync, { hotel: known, role: knownRole }: Membership): Workspace {
  const session = useSession()
  const { data: hotel } = useLive(() => tables.hotels.get(known.id))
  const { data: member } = useLive(() => tables.hotel_members.where('user_id').equals(session.user?.id ?? '').first())
  const role = computed(() => member.value?.role ?? knownRole)
  const unconfirmed = computed(() => new Set(waitingUses(commands.value).flatMap(({ args }) => digestOf(args))))
  const workspace: Workspace = {
    hotelId: known.id,
    hotel: computed(() => hotel.value ?? known),
    role,
    canManage: computed(() => role.value !== 'desk'),
    tables,
    engine,
    cloud,
    status,
    commands,
    care,
    unconfirmed,
  }
  provide(workspaceKey, workspace)
  return workspace
}

function digestOf(args: Commands['use_code']['args']): string[] {
  const code = normaliseCode(args.code)
  return code === null ? [] : [codeDigest(args.hotel, code)]
}
