import { redirect } from "next/navigation";

/** The receipt form of the data page leads here; a receipt has an address of its own. */
export default async function ReceiptsPage(props: {
	searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
	const { code } = await props.searchParams;
	const typed = typeof code === "string" ? code.trim() : "";
	redirect(typed === "" ? "/data#withdraw" : `/receipts/${encodeURIComponent(typed)}`);
}
