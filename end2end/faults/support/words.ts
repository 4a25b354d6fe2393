/** What people read of a page. */
export function words(html: string): string {
  return html.replace(/<(head|script|svg)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}
