// What hosted functions find beside Deno itself: background work that outlives the response.
globalThis.EdgeRuntime ??= {
  waitUntil: promise => {
    promise.catch(error => console.error('waitUntil:', error))
    return promise
  },
}
