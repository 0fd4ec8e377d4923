/** Stands in for packages that a dependency names but our use of it never loads. */
export default undefined
