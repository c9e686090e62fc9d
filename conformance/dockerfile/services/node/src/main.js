import ms from 'ms';

console.log('order-service', ms(60000));
