import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError } from '../../../core/domain/errors.ts'
import type { OnlineCommands } from '../../../core/sync/cloud-functions.ts'
import { useConnection } from './connection.ts'
import { useSays } from './use-says.ts'

/** Sends a command that is decided online: at once, or not at all. Null where it failed, which has then been said. */
export function useOnlineCommand() {
  const { t } = useI18n()
  const { cloud } = useConnection()
  const says = useSays()
  const busy = ref(false)

  async function send<N extends keyof OnlineCommands>(name: N, args: OnlineCommands[N]['args']): Promise<OnlineCommands[N]['result'] | null> {
    busy.value = true
    try {
      // The compiler can't see through the map that each of these takes its arguments with a command's id.
      return (await cloud.call(name, { ...args, command_id: crypto.randomUUID() } as never)) as OnlineCommands[N]['result']
    } catch (error) {
      if (asAppError(error).code === 'offline') says.bad(t('said.onlineTitle'), t('said.online'))
      else says.failed(error)
      return null
    } finally {
      busy.value = false
    }
  }

  return { busy, send, says }
}
