import { useOverlay } from '@nuxt/ui/composables'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Member, MemberRole } from '../../../../core/domain/rows.ts'
import type { Invitation } from '../../../kit/cloud/hotel-reads.ts'
import { useSession } from '../../../kit/session/use-session.ts'
import { useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'
import { useConnection } from '../../app/connection.ts'
import { useHotels } from '../../app/hotel-store.ts'
import { useConfirm } from '../../app/use-confirm.ts'
import { useOnlineCommand } from '../../app/use-online-command.ts'
import { useWorkspace } from '../../app/workspace.ts'
import InvitedDialog from './InvitedDialog.vue'

export const roles: MemberRole[] = ['owner', 'manager', 'desk']

/** The team from the replica, its open invitations from the cloud, and what an owner does with both. */
export function useTeam() {
  const { t } = useI18n()
  const { tables, status, hotelId, role, hotel } = useWorkspace()
  const { invitations: read } = useConnection()
  const session = useSession()
  const hotels = useHotels()
  const confirm = useConfirm()
  const overlay = useOverlay()
  const { busy, send, says } = useOnlineCommand()
  const isOwner = computed(() => role.value === 'owner')
  const { rows, phase, error } = useReplicaRows(() => status, () => tables.hotel_members.toArray())
  const members = computed(() => [...rows.value].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.display_name.localeCompare(b.display_name)))
  const invitations = ref<Invitation[] | null>(null)
  const isMe = (member: Member) => member.user_id === session.user?.id

  async function reload(): Promise<void> {
    if (!isOwner.value) return
    // What could not be read is asked for again with the next sync; the page says that it is not there.
    invitations.value = await read(hotelId).catch(() => null)
  }
  watch([isOwner, () => status.value.lastSyncAt], () => void reload(), { immediate: true })

  async function invite(email: string, invited: MemberRole): Promise<boolean> {
    const answer = await send('invite_member', { hotel: hotelId, email, role: invited })
    if (!answer) return false
    if (answer.kind === 'already-member') {
      says.bad(t('team.already'), t('team.alreadyText', { email }))
      return false
    }
    await reload()
    if (answer.token) void overlay.create(InvitedDialog, { destroyOnClose: true }).open({ email, token: answer.token, mailed: answer.mailed ?? false, hotel: hotel.value.name })
    return true
  }

  async function revoke({ id, email }: Invitation): Promise<void> {
    if (!(await confirm({ title: t('team.revokeTitle'), text: t('team.revokeText', { email }), action: t('team.revoke'), cancel: t('team.cancel') }))) return
    if (await send('revoke_invitation', { invitation: id })) says.good(t('team.revoked'))
    await reload()
  }

  const lastOwner = () => says.bad(t('team.lastOwner'), t('team.lastOwnerText'))

  async function changeRole(member: Member, to: MemberRole): Promise<void> {
    const answer = await send('change_member_role', { hotel: hotelId, member: member.user_id, role: to })
    if (answer?.kind === 'last-owner') lastOwner()
    else if (answer) says.good(t('team.changed', { name: member.display_name, role: t(`hotel.role.${to}`) }))
  }

  async function remove(member: Member): Promise<void> {
    const name = member.display_name
    if (!(await confirm({ title: t('team.removeTitle', { name }), text: t('team.removeText'), action: t('team.remove'), cancel: t('team.cancel') }))) return
    const answer = await send('remove_member', { hotel: hotelId, member: member.user_id })
    if (answer?.kind === 'last-owner') lastOwner()
    else if (answer) says.good(t('team.removed', { name }))
  }

  async function leave(): Promise<void> {
    if (!(await confirm({ title: t('team.leaveTitle', { hotel: hotel.value.name }), text: t('team.leaveText'), action: t('team.leave'), cancel: t('team.cancel') }))) return
    const answer = await send('leave_hotel', { hotel: hotelId })
    if (answer?.kind === 'last-owner') lastOwner()
    else if (answer) await hotels.reload()
  }

  return { members, phase, error, invitations, isOwner, isMe, busy, invite, revoke, changeRole, remove, leave }
}
