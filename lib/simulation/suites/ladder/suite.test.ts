import { describe, expect, it } from "vitest";
import { instructionIds } from "#lib/simulation/instructions/kwargs.ts";
import { languages } from "#lib/simulation/instructions/languages.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import { playAndGrade, selfTests } from "#lib/testing/suite-self-tests.ts";
import { ladder } from "./suite.ts";

// The first of 3, 4, 5 or 6 turns, equally likely: (1/3 + 1/4 + 1/5 + 1/6) / 4.
selfTests(ladder, { lazy: { mean: 0.2375, scenarios: 120 } });
