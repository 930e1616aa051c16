using Indicators.Testing;

[assembly: AssemblyFixture(typeof(SuiteHost))]

// Some tests stop a service or publish: one suite, one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
