// Prints a line for each check: the suite adds them up.
export async function check(name, run) {
  try {
    await run();
    console.log(`passed: grpc-js, ${name}`);
  } catch (error) {
    console.log(`failed: grpc-js, ${name}: ${String(error.message ?? error).replaceAll('\n', ' ')}`);
    process.exitCode = 1;
  }
}

export function equal(expected, actual) {
  if (JSON.stringify(expected) !== JSON.stringify(actual)) {
    throw new Error(`expected ${JSON.stringify(expected)}, not ${JSON.stringify(actual)}`);
  }
}
