import { expect, test } from "vitest";
import { defaultCluster } from "./default-cluster.ts";

test.each([
	[null, "none", "voters-unknown"],
	[0, "none", "voters-unknown"],
	[4, "none", "few-voters"],
	[5, "voter", "voters-known"],
])("%s known voters", (voters, cluster, why) => {
	expect(defaultCluster(voters)).toEqual({ cluster, why });
});
