"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Makes the page anew every `everyMs` while it is looked at. Renders nothing. */
export function LiveRefresh({ everyMs }: { everyMs: number }) {
	const router = useRouter();
	useEffect(() => {
		const timer = setInterval(() => {
			if (document.visibilityState === "visible") router.refresh();
		}, everyMs);
		return () => clearInterval(timer);
	}, [everyMs, router]);
	return null;
}
