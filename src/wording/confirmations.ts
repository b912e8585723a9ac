/** What must be typed before all servers are backed up, and what as well when no reviewer is to look at it. */
export const confirmations = { all: 'ALL', approval: 'APPROVE' }
