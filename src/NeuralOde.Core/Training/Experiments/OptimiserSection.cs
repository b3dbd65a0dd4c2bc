namespace NeuralOde.Core.Training.Experiments;

/// <summary>How a gradient changes the parameters.</summary>
public abstract record OptimiserSection
{
    private OptimiserSection() { }

    /// <summary>The factor of each step.</summary>
    [Field("Factor of each step (learning rate).", Above = 0)]
    public double Rate { get; init; } = 0.01;

    /// <summary>Stochastic gradient descent.</summary>
    public sealed record Sgd : OptimiserSection;

    /// <summary>With a velocity.</summary>
    public sealed record Momentum : OptimiserSection
    {
        /// <summary>How much of the velocity stays.</summary>
        [Field("How much of the velocity stays in each step.", AtLeast = 0, Below = 1)]
        public double Decay { get; init; } = 0.9;
    }

    /// <summary>With a velocity that looks ahead.</summary>
    public sealed record Nesterov : OptimiserSection
    {
        /// <summary>How much of the velocity stays.</summary>
        [Field("How much of the velocity stays in each step.", AtLeast = 0, Below = 1)]
        public double Decay { get; init; } = 0.9;
    }

    /// <summary>Scaled by the running size of the gradient.</summary>
    public sealed record RmsProp : OptimiserSection
    {
        /// <summary>How much of the running mean of squares stays.</summary>
        [Field("How much of the running mean of squares stays in each step.", AtLeast = 0, Below = 1)]
        public double Decay { get; init; } = 0.99;

        /// <summary>Keeps the division finite.</summary>
        [Field("Added to the root so that the division stays finite.", Above = 0)]
        public double Epsilon { get; init; } = 1e-8;
    }

    /// <summary>Running mean over running size.</summary>
    public sealed record Adam : OptimiserSection
    {
        /// <summary>How much of the running mean stays.</summary>
        [Field("How much of the running mean stays in each step.", AtLeast = 0, Below = 1)]
        public double Beta1 { get; init; } = 0.9;

        /// <summary>How much of the running mean of squares stays.</summary>
        [Field("How much of the running mean of squares stays in each step.", AtLeast = 0, Below = 1)]
        public double Beta2 { get; init; } = 0.999;

        /// <summary>Keeps the division finite.</summary>
        [Field("Added to the root so that the division stays finite.", Above = 0)]
        public double Epsilon { get; init; } = 1e-8;
    }

    /// <summary>Adam with decoupled weight decay.</summary>
    public sealed record AdamW : OptimiserSection
    {
        /// <summary>How much of the running mean stays.</summary>
        [Field("How much of the running mean stays in each step.", AtLeast = 0, Below = 1)]
        public double Beta1 { get; init; } = 0.9;

        /// <summary>How much of the running mean of squares stays.</summary>
        [Field("How much of the running mean of squares stays in each step.", AtLeast = 0, Below = 1)]
        public double Beta2 { get; init; } = 0.999;

        /// <summary>Keeps the division finite.</summary>
        [Field("Added to the root so that the division stays finite.", Above = 0)]
        public double Epsilon { get; init; } = 1e-8;

        /// <summary>How much each parameter shrinks.</summary>
        [Field("How much each parameter shrinks in a step, before the rate.", AtLeast = 0)]
        public double WeightDecay { get; init; } = 0.01;
    }
}

/// <summary>How the optimiser's rate changes with the steps.</summary>
public abstract record ScheduleSection
{
    private ScheduleSection() { }

    /// <summary>Steps over which the rate grows from 0.</summary>
    [Field("Steps over which the rate first grows linearly from 0.", Unit = "steps", AtLeast = 0)]
    public int WarmUp { get; init; }

    /// <summary>The rate stays.</summary>
    public sealed record Constant : ScheduleSection;

    /// <summary>The rate falls at once every so many steps.</summary>
    public sealed record Step : ScheduleSection
    {
        /// <summary>How often it falls.</summary>
        [Field("How often the rate falls.", Unit = "steps", AtLeast = 1)]
        public int Every { get; init; } = 1000;

        /// <summary>What it is multiplied by.</summary>
        [Field("What the rate is multiplied by each time.", Above = 0, AtMost = 1)]
        public double Factor { get; init; } = 0.1;
    }

    /// <summary>The rate falls along half a cosine.</summary>
    public sealed record Cosine : ScheduleSection
    {
        /// <summary>The step at which the fall ends.</summary>
        [Field("Step at which the fall ends; 0 takes the last step of the training.",
            Unit = "steps", AtLeast = 0)]
        public int Steps { get; init; }

        /// <summary>The fraction that is left at the end.</summary>
        [Field("Fraction of the rate that is left at the end.", AtLeast = 0, AtMost = 1)]
        public double Final { get; init; }
    }

    /// <summary>The rate shrinks by a factor in every step.</summary>
    public sealed record Exponential : ScheduleSection
    {
        /// <summary>What it is multiplied by in each step.</summary>
        [Field("What the rate is multiplied by in every step.", Above = 0, AtMost = 1)]
        public double Factor { get; init; } = 0.999;
    }
}
