/**
 * Delta tables, jobs and configuration, whatever the tables are about; the policy alone ({@link
 * io.campaignlake.lake.Policy}) names windows and words of campaigns, since a lake remembers it.
 *
 * <ul>
 *   <li><b>Configuration</b>: {@code LakeConfig} and {@code ConfigKey} read it, {@code Settings}
 *       and {@code Policy} are what it says, {@code Sessions} and {@code DataSize} tell Spark.
 *   <li><b>Tables</b>: {@code Table} of {@code Field}s with a {@code Measure}; {@code Lake} reads
 *       and creates them, {@code CommitLog} and {@code Progress} say what was committed and
 *       consumed, {@code TableCare} maintains them.
 *   <li><b>Runs</b>: a {@code Job} gets a {@code JobRun} from the {@code JobRunner}: its {@code
 *       Inputs} are pinned versions and their {@code Feeds} of changes; {@code Ops} is the log,
 *       {@code Plan} a run that writes nothing, {@code TablesBefore} the way back.
 *   <li><b>Writing</b>: {@code Appender} adds, {@code Insertion} adds what is not there, {@code
 *       Replacement} puts rows in the place of others ({@code Exchange}); the last two end in a
 *       {@code TableCommit} with {@code DeletionMarks}.
 *   <li><b>Keeping rows</b> that are read more than once: {@code Kept.rows} until the job ends;
 *       {@code SmallSide.kept} the same, and sent to all tasks where they are few; {@code
 *       SmallSide.counted} where it is worth a query to know; {@code SmallSide.spanned} with the
 *       days that they name.
 *   <li><b>Spark's own rows</b>: {@code KeyGroups} and {@code LookingAhead} go through the rows of
 *       each key, {@code ShuffledParts} deals rows out, {@code RowOrder} compares them.
 *   <li><b>Without Spark</b>: {@code Kernel*} read and append by Delta Kernel.
 * </ul>
 */
package io.campaignlake.lake;
