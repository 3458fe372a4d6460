import type {
	GivenInstruction,
	InstructionId,
	KwargsOf,
} from "#lib/simulation/instructions/kwargs.ts";

/** The arguments of the instructions with an id. */
export function kwargsOf<I extends InstructionId>(
	given: readonly GivenInstruction[],
	id: I,
): KwargsOf<I>[] {
	return given.filter((one) => one.id === id).map((one) => one.kwargs as KwargsOf<I>);
}

/** Whether an instruction with an id is among those given. */
export function has(given: readonly GivenInstruction[], id: InstructionId): boolean {
	return given.some((one) => one.id === id);
}
