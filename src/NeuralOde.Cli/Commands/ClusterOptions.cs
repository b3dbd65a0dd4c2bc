using System.CommandLine;
using System.Globalization;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary>The options of commands that need a broker.</summary>
internal static class ClusterOptions
{
    /// <summary>The variable that holds the broker's address where no option does.</summary>
    public const string Variable = "NEURALODE_BROKER";

    public static Option<string> Broker { get; } = new("--broker")
    {
        Description = "Address of the broker, amqp://USER:PASSWORD@HOST:PORT/VHOST or amqps:// for TLS, or a file that "
            + $"holds it; otherwise what {Variable} says, otherwise {BrokerAddress.Default}.",
        HelpName = "URI|FILE",
    };

    public static Option<int> Servers { get; } = new("--servers")
    {
        Description = "The number of server processes that share the parameters, for models that one cannot hold.",
        HelpName = "P",
        DefaultValueFactory = _ => 1,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                    && number < 1)
                {
                    result.AddError($"--servers {token.Value}: expected a whole number from 1.");
                }
            },
        },
    };

    public static Option<string> Tls { get; } = new("--tls")
    {
        Description = "Folder of the certificates that the broker is shown and known by "
            + "(cluster-config/tls-certificates): ca.pem, and ROLE.pem and ROLE.key of a server, a worker or a follower, who submits runs.",
        HelpName = "DIR",
    };

    /// <summary>The broker that a command line asks for, or its environment; null where neither does.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option that holds the address.</param>
    /// <param name="role">Who asks: a user of the broker.</param>
    public static Result<BrokerAddress?, Failure> BrokerOf(ParseResult parsed, Option<string> option, string role)
    {
        var said = parsed.GetValue(option);
        if ((said ?? Environment.GetEnvironmentVariable(Variable)) is not { Length: > 0 } text)
        {
            return new Result<BrokerAddress?, Failure>.Ok(null);
        }

        return BrokerAddress.ParseOrRead(text)
            .Map(address => Warned(address, option, isReadable: said == address.Whole))
            .Bind(address => WithCertificates(address, parsed.GetValue(Tls), role))
            .MapError(Failure.Usage)
            .Map(BrokerAddress? (address) => address);
    }

    private static BrokerAddress Warned(BrokerAddress address, Option<string> option, bool isReadable)
    {
        if (isReadable && address.HasPassword)
        {
            Console.Error.WriteLine(
                $"Every user of this machine can read the password in {option.Name}, in the list of processes: give a "
                + $"file that holds the address, or {Variable}.");
        }

        return address;
    }

    private static Result<BrokerAddress, string> WithCertificates(BrokerAddress address, string? folder, string role) =>
        folder is null ? address : BrokerCertificates.Read(folder, role).Bind(address.With);
}
