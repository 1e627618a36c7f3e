/** Characters. NIST SP 800-63B asks for at least 8 and for no rules beside. */
export const shortestPassword = 8;
