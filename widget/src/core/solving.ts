import type { Headers } from "./http.js";
import type { Problem } from "./problem.js";
import { puzzleOf, solve } from "./puzzle.js";

/** A request with the solution of what its refusal asks for; throws the refusal where that is no puzzle. */
export async function solved(refusal: Problem, init: RequestInit): Promise<RequestInit> {
  const puzzle = puzzleOf(refusal.puzzle);
  if (!puzzle) throw refusal;
  return { ...init, headers: { ...(init.headers as Headers), "X-Puzzle-Solution": await solve(puzzle) } };
}
