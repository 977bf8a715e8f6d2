package io.campaignlake.attribution;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Sends messages to the homes of the orders that share a key with them: reads rows of {@link
 * Touches#delivered}, gives rows of {@link MeetingRows}, one for each home and click.
 */
record MessageRouter(Broadcast<RouteTable> routes, Broadcast<ClickTable> clicks, Windows windows)
    implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> messages) {
    return new RoutedTouches(messages, routes.value(), clicks.value(), windows);
  }
}
