using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Indicators.Testing;

/// <summary>Keeps what a program logs as an error, so that a test cannot pass over it.</summary>
internal sealed class ErrorCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentBag<string> allowed = [];

    public void Allow(string text) => allowed.Add(text);

    public void Verify(string program)
    {
        var unexpected = errors.Where(error => !allowed.Any(text => error.Contains(text, StringComparison.Ordinal))).ToList();
        if (unexpected.Count > 0)
        {
            var message = $"{program} logged {unexpected.Count} unexpected errors:\n{string.Join('\n', unexpected.Take(5))}";

            // Of an exception in the clean-up of a fixture the runner says only that there was one.
            Console.Error.WriteLine(message);
            throw new InvalidOperationException(message);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, errors);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
