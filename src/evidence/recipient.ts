/** "Agency|Person", the form in which a recipient is typed, as it is read: "Person, Agency". Other texts stand as they are. */
export function recipientText(to: string): string {
  const [agency = '', person = '', ...more] = to.split('|').map((part) => part.trim());
  return person === '' || agency === '' || more.length > 0 ? to : `${person}, ${agency}`;
}
