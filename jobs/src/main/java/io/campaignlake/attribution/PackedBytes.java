package io.campaignlake.attribution;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers and texts one after the other in one array; each is found by the place where it is. */
final class PackedBytes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LEAST = 256;

  // Unlike Spark's way to memory, these look whether the place is inside the array.
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private byte[] bytes;
  private int size;

  PackedBytes() {
    this(List.of());
  }

  /** All that others hold, one after the other. */
  PackedBytes(List<byte[]> packed) {
    bytes = new byte[Math.max(LEAST, packed.stream().mapToInt(each -> each.length).sum())];
    for (byte[] each : packed) {
      System.arraycopy(each, 0, bytes, size, each.length);
      size += each.length;
    }
  }

  int size() {
    return size;
  }

  void putLong(long value) {
    int place = grown(Long.BYTES);
    LONG.set(bytes, place, value);
  }

  void putText(UTF8String text) {
    int length = text.numBytes();
    int place = grown(Integer.BYTES + length);
    INT.set(bytes, place, length);
    text.writeToMemory(bytes, at(place + Integer.BYTES));
  }

  /** Takes room for so many bytes, and says where it begins. */
  private int grown(int more) {
    int place = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      int half = bytes.length / 2;
      bytes = Arrays.copyOf(bytes, Math.max(size, Math.addExact(bytes.length, half)));
    }
    return place;
  }

  long longAt(int place) {
    return (long) LONG.get(bytes, place);
  }

  byte byteAt(int place) {
    return bytes[place];
  }

  void setLong(int place, long value) {
    LONG.set(bytes, place, value);
  }

  /** The text at this place, whose bytes stay where they are. */
  UTF8String textAt(int place) {
    return UTF8String.fromAddress(bytes, at(place + Integer.BYTES), length(place));
  }

  /** Whether it is this text that stands at the place. */
  boolean holds(int place, UTF8String text) {
    int length = length(place);
    return length == text.numBytes()
        && ByteArrayMethods.arrayEquals(
            bytes, at(place + Integer.BYTES), text.getBaseObject(), text.getBaseOffset(), length);
  }

  /** Where that begins which follows the text at this place. */
  int afterText(int place) {
    return place + Integer.BYTES + length(place);
  }

  private int length(int place) {
    return (int) INT.get(bytes, place);
  }

  private static long at(int place) {
    return (long) Platform.BYTE_ARRAY_OFFSET + place;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
