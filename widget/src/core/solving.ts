import type { Problem } from "./problem.js";
import { puzzleOf, solve } from "./puzzle.js";
import type { Headers } from "./request.js";

/** A request with the solution of the puzzle in its refusal; throws the refusal if it holds no puzzle. */
export async function solved(refusal: Problem, init: RequestInit): Promise<RequestInit> {
  const puzzle = puzzleOf(refusal.puzzle);
  if (!puzzle) throw refusal;
  return { ...init, headers: { ...(init.headers as Headers), "X-Puzzle-Solution": await solve(puzzle) } };
}
