/** An element of an XML document as plain data. Names keep their prefix; comments are gone. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Text of an element without children; of others, white space apart, the text between them. */
  text: string;
}
