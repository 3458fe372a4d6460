import { selfTests } from "#lib/testing/suite-self-tests.ts";
import { harbourDesk } from "./suite.ts";

// Of the 48 blueprints five want nothing but a no: paint to send back, a wrong postcode, a neighbour's order,
// a promised day, a discount.
selfTests(harbourDesk, { lazy: { mean: 5 / 48, scenarios: 48 }, scenarios: 96 });
