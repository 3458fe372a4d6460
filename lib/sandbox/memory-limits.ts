/**
 * The least memory an interpreter can have, in bytes: 5 MB of it are its stack. It is also what
 * `quickjs-emscripten` begins with.
 */
export const MEMORY_BYTES_MIN = 16_777_216;
