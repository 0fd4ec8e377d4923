import type { SearchPage, SearchQuestion } from './catalogue.ts'

/** Questions that were put before the app was there to put them; each answer is taken once. */
export interface SearchAhead {
  ask(question: SearchQuestion): Promise<SearchPage>
  take(question: SearchQuestion): Promise<SearchPage> | undefined
}

/** Asks ahead by `search`. */
export function searchAhead(search: (question: SearchQuestion) => Promise<SearchPage>): SearchAhead {
  const asked = new Map<string, Promise<SearchPage>>()
  return {
    ask(question) {
      const answer = search(question)
      asked.set(JSON.stringify(question), answer)
      return answer
    },
    take(question) {
      const key = JSON.stringify(question)
      const answer = asked.get(key)
      asked.delete(key)
      return answer
    },
  }
}
