import * as z from 'zod/mini'
import type { AppId, SetId, ZoneId } from '~/oms/ids'
import { ask } from '~/oms/ask'
import { documentedList } from '~/oms/questions/documented-list'
import { text } from '~/oms/questions/look-up'
import { endpoints } from '~/oms/endpoints'
import type { Failure } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

/** A fail-over of an app. `createTime` is as OMS wrote it, on its own clock; the set is empty where OMS leaves it out. */
export type Failover = { setId: SetId | ''; isUnderWay: boolean; createTime: string; zones: ZoneId[] }

/** The fail-overs that OMS tells of, or why it tells none. */
export type FailoverList = { kind: 'known'; failovers: Failover[] } | Failure

const affected = z.object({ app_id: text, zone_id: text })
const failover = z.object({
  Id: text.check(z.minLength(1)),
  AppId: text,
  SetId: text,
  Status: text.check(z.minLength(1)),
  CreateTime: text,
  AffectedZoneList: z.catch(z.array(z.unknown()), []),
})

/** The fail-overs of an app, finished ones as well (oms-api.md section 4). The app must be a safe integer. Changes nothing. */
export async function findFailovers({ appId }: { appId: AppId }, token: string | undefined): Promise<FailoverList> {
  const body = JSON.stringify({ app_id: Number(appId), only_incomplete: 0 })
  const evidence = await ask(endpoints.failovers, { body, token })
  const entries = documentedList(evidence, failover)
  if (entries === undefined) return judgeQuestion(evidence)
  const isOfApp = (app: string) => app === '' || app === appId
  return {
    kind: 'known',
    failovers: entries
      .filter(({ AppId }) => isOfApp(AppId))
      .map(({ SetId, Status, CreateTime, AffectedZoneList }) => ({
        setId: SetId,
        isUnderWay: Status !== '9' && Status !== '10',
        createTime: CreateTime.slice(0, 40),
        zones: AffectedZoneList.flatMap((entry) => affected.safeParse(entry).data ?? []).flatMap(
          ({ app_id, zone_id }) => (isOfApp(app_id) && zone_id !== '' ? zone_id : []),
        ),
      })),
  }
}
