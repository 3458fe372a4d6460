import { expect, test } from "vitest";
import { defaultCluster } from "./default-cluster.ts";

test.each([
	[null, "none", "voters-unknown"],
	[0, "none", "voters-unknown"],
	[19, "none", "few-voters"],
	[20, "voter", "voters-known"],
])("%s known voters", (voters, cluster, why) => {
	expect(defaultCluster(voters)).toEqual({ cluster, why });
});
