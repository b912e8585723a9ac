import { pick, type Random } from '~/demo/random'

/** What happens to the applications that fill the demo, and of how many in a hundred. */
const stories = {
  pending: 4,
  'auto-approval failed': 1,
  'rejection refused': 1,
  'rejection unknown': 1,
  'tracked pending': 1,
  'approved by itself': 25,
  'approved here': 20,
  'approved elsewhere': 13,
  'tracked approved': 2,
  rejected: 18,
  refused: 7,
  'not sent': 3,
  unknown: 4,
}

export type Story = keyof typeof stories

const hundred = Object.entries(stories).flatMap(
  ([story, count]) => Array.from({ length: count }, () => story as Story), // Object.entries widens the keys it was given
)

export function storyFrom(random: Random): Story {
  return pick(random, hundred)
}
